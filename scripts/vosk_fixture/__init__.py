"""Makes the tiny Vosk model the tests of the speech recogniser use.

    python -m scripts.vosk_fixture [FOLDER]     from the root of the tree

It is a real model: a neural network over MFCC features, trained on synthetic speech, in the files
Kaldi and OpenFst write. It knows the words of `lexicon.py` and nothing else. Making it needs
torch and kaldi-native-fbank beside the project; using it needs neither.
"""
