# java -cp xxxxx.jar xxxxx
