"""Trains the English model that graphgen's module Language runs. See README.md."""
