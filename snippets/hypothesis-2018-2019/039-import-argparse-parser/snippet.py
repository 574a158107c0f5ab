import argparse  
parser = argparse.ArgumentParser()  
FLAGS, unparsed = parser.parse_known_args()  
# python test.py --flag_int 1 --flag_bool True --flag_string 'haha, I get it' --flag_float 0.2
