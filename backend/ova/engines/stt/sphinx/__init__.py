"""PocketSphinx in parts: sound to cepstra, words to a search network, decoders.

Law: private to the recogniser ``ova.engines.stt.pocketsphinx``; nothing else imports it.
"""
