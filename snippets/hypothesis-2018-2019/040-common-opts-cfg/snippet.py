common_opts = [
    cfg.Opt( 'bind_port',
              help='Port number to listen')
### 等价于
common_opts = [
    cfg.PortOpt( 'bind_port',
                  help='Port number to listen')
