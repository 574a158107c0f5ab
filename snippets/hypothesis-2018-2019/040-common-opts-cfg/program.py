from oslo_config import cfg, types

common_opts = [
    cfg.Opt( 'bind_port',
              type=types.Port(),
              help='Port number to listen')
]
with_type = common_opts
### 等价于
common_opts = [
    cfg.PortOpt( 'bind_port',
                  help='Port number to listen')
]


def raises_value_error(opts):
    conf = cfg.ConfigOpts()
    conf.register_opts(opts)
    conf(["--config-file", "service.conf"])
    try:
        conf.bind_port
    except ValueError:
        return True
    return False
