import logging

logging.basicConfig(format='%(levelname)s %(name)s %(processName)s %(threadName)s %(filename)s:%(lineno)d %(message)s')
logging.warning('careful')
