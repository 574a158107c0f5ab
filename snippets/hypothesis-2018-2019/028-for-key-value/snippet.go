for key, value := range oldMap {
     newMap[key] = value
