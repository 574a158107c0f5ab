### 使用testr测试工具
# testr run --parallel xxxx
### 使用nosetests测试工具
# nosetests -vx xxxxx
