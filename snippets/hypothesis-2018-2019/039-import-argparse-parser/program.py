import argparse
parser = argparse.ArgumentParser()
parser.add_argument("--flag_int", type=int)
FLAGS, unparsed = parser.parse_known_args()
print(unparsed)
