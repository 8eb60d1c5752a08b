enum WebServerRoom {}
