curl -X GET "https://api.spkey.co/users/by-email?email=user%40example.com&uuid=example_string" \
-H "Content-Type: application/json" \
-H "Authorization: Bearer YOUR_API_TOKEN (JWT)" \
-H "X-API-Key: YOUR_API_KEY"
