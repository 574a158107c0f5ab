# What parse_known_args differs from: parse_args ends the program where it meets an argument it does not know.
import argparse
parser = argparse.ArgumentParser()
parser.add_argument("--flag_int", type=int)
parser.parse_args()
