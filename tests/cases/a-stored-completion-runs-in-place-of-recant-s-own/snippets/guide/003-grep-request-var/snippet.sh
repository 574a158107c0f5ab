grep -c REQUEST /var/log/dhcp.log
