# P01: a server on localhost and its client share a sandbox.
/usr/bin/python3 -m http.server --bind 127.0.0.1 8000 2>/dev/null &
for _ in $(seq 100); do
    if /usr/bin/python3 -c 'import urllib.request as r; print(r.urlopen("http://localhost:8000/").status)' 2>/dev/null; then
        break
    fi
    sleep 0.05
done
