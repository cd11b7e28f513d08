curl -X POST "https://api.spkey.co/users/example_string/UpdatePhoneNumber" \
  -H "Content-Type: application/json" \
  -H "Authorization: Bearer YOUR_API_TOKEN (JWT)" \
  -H "X-API-Key: YOUR_API_KEY" \
  -d '{
  "phoneNumber": "null"
}'
