import requests
import json
url = "https://api.spkey.co/users/by-phone?phoneNumber=%2B1-555-0123"
headers = {
"Content-Type": "application/json",
"Authorization": "Bearer YOUR_API_TOKEN (JWT)",
"X-API-Key": "YOUR_API_KEY"
}
response = requests.get(url, headers=headers)
print(response.json())
