cat data\name.txt
