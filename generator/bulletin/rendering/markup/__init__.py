"""From templates and text to Markdown and HTML: encoders, the template environments, the finished article."""
