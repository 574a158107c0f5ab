// 声明变量,默认 map 是 nil
var map_variable map[key_data_type]value_data_type
// 使用make 函数
map_variable := make(map[key_data_type]value_data_type)
