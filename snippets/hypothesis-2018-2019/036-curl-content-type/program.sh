curl -H "Content-Type:application/json" -X POST -d '{"user": "admin", "passwd":"12345678"}'
