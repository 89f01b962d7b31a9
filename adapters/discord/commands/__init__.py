"""Commands, forms -> requests; imports client, rendering; more than a dozen files: by window."""
