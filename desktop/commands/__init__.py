"""The commands of the command line, one module for each thing a person can want."""
