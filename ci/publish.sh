#!/bin/sh
# Publish every edition that is due to the branch gh-pages of a remote repository:
#
#     PUBLISH_USER=… PUBLISH_TOKEN=… SITE_URL=… sh ci/publish.sh REMOTE
#
# The token reaches git through a credential helper and the environment: it stands on no command line and in no file.
# Pushing anew after another publisher was quicker, at most three times in all, is the command's own business.
set -eu

export GIT_TERMINAL_PROMPT=0 GIT_CONFIG_COUNT=4
export GIT_CONFIG_KEY_0=user.name GIT_CONFIG_VALUE_0=bulletin
export GIT_CONFIG_KEY_1=user.email GIT_CONFIG_VALUE_1=bulletin@example.invalid
export GIT_CONFIG_KEY_2=credential.helper GIT_CONFIG_VALUE_2= # none of the machine's
export GIT_CONFIG_KEY_3=credential.helper
export GIT_CONFIG_VALUE_3='!f() { test "$1" = get && printf "username=%s\npassword=%s\n" "$PUBLISH_USER" "$PUBLISH_TOKEN"; }; f'

exec .venv/bin/bulletin publish --branch gh-pages --remote "$1"
