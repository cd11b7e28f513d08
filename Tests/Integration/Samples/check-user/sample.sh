curl --location '<BASE_URL>/api/v1/check-user?email=john@example.com&phone-number=%2b11111111111' \
--header 'cv-api-key: <redacted>'
