"""Publishing: builds of editions, published versions with their manifests, verification and reproducible rebuilds."""
