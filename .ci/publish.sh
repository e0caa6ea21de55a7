#!/bin/sh
# Publish every edition that is due to the branch gh-pages of a remote repository:
#
#     PUBLISH_USER=… PUBLISH_TOKEN=… SITE_URL=… sh .ci/publish.sh REMOTE
#
# The token reaches git through the environment and .ci/askpass.sh: it is on no command line and in no file.
# MOVED_FROM, where it is set, is the address that the site had before it moved to SITE_URL.
# Pushing anew after another publisher was quicker, at most three times in all, is done by the command.
set -eu
export LC_ALL=C.UTF-8 GIT_TERMINAL_PROMPT=0 GIT_ASKPASS="$PWD/.ci/askpass.sh"
exec .venv/bin/bulletin publish --branch gh-pages --remote "$1" ${MOVED_FROM:+--moved-from "$MOVED_FROM"}
