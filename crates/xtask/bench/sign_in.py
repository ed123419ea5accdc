"""Signs in to a running demo as one of its officials and prints the session: python sign_in.py BASE LOGIN."""

import hashlib
import http.cookiejar
import json
import re
import sys
import urllib.parse
import urllib.request

base, login = sys.argv[1:]
jar = http.cookiejar.CookieJar()
browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(jar))
page = browser.open(f"{base}/dang-nhap/officials?ve=/can-bo")
request = re.search(r'name="request" value="([^"]+)"', page.read().decode())[1]
form = urllib.parse.urlencode({"request": request, "login": login}).encode()
browser.open(urllib.parse.urljoin(page.geturl(), "authorize"), form)
[session] = [cookie for cookie in jar if cookie.name.endswith("sid")]
print(json.dumps({"cookie": f"{session.name}={session.value}", "hash": hashlib.sha256(session.value.encode()).hexdigest()}))
