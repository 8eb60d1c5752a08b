enum WebPagesRoom {}
