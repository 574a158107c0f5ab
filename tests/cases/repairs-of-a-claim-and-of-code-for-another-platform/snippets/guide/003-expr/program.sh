expr
