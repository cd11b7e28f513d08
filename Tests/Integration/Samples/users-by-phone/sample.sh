curl -X GET "https://api.spkey.co/users/by-phone?phoneNumber=%2B1-555-0123" \
-H "Content-Type: application/json" \
-H "Authorization: Bearer YOUR_API_TOKEN (JWT)" \
-H "X-API-Key: YOUR_API_KEY"
