curl -H "X-Authy-API-Key: <api_key>" \
"https://api.authy.com/protected/json/users/1/phone_number"
