"""Other doors to the same conversations: the WeChat official account and Rasa's Socket.IO."""
