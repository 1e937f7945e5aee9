"""The parts of the independent check; start reading at ../expected.py."""
