"""The models that can be installed, as data.

Sizes and checksums are those of the lists the publishers keep (``model-list.json`` of Vosk,
``voices.json`` of Piper); licences are those of the Vosk models' page and of the Piper voices'
model cards (there: of the recordings a voice was made from).
"""
