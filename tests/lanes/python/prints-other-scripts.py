print('héllo 你好 😀')
print('你好'.encode('gbk'))
