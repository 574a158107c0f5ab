grep DHCP /var/log/syslog

