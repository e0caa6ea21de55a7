#!/bin/sh
# Answer git, which asks for “Username for …” and then for “Password for …”.
case "$1" in
    Username*) printf '%s\n' "$PUBLISH_USER" ;;
    *) printf '%s\n' "$PUBLISH_TOKEN" ;;
esac
