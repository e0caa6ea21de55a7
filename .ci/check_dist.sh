#!/bin/sh
# Check the wheel and the sdist in dist/ as somebody would use them who knows nothing but them:
#
#     sh .ci/check_dist.sh [TAG]
#
# They say what an index shows of them; the version is that of the tag (v1.2.3), where one is given, and has its section in
# the changelog; the sdist builds the same wheel. Installed into an empty environment with what requirements/site.txt locks,
# it starts an example, checks it and builds its site, in the home folder of a user who configured nothing.
set -eu
export LC_ALL=C.UTF-8
bin="$PWD/.venv/bin" dist="$PWD/dist"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

"$bin/twine" check --strict "$dist"/*

version=$("$bin/python" -c 'import bulletin; print(bulletin.__version__)')
wheel="$dist/bulletin_generator-$version-py3-none-any.whl" sdist="$dist/bulletin_generator-$version.tar.gz"
test -f "$wheel" && test -f "$sdist" || { echo "dist/ lacks the wheel or the sdist of $version" >&2; exit 1; }
if [ "${1:-v$version}" != "v$version" ]; then
    echo "The tag $1 is not that of version $version" >&2
    exit 1
fi
grep -q "^## $version (20" CHANGELOG.md || { echo "CHANGELOG.md has no section of $version with its day" >&2; exit 1; }

tar --extract --gzip --file "$sdist" --directory "$work"
(cd "$work/bulletin_generator-$version" && "$bin/python" -m hatchling build --target wheel --directory "$work/again")
cmp "$wheel" "$work/again/${wheel##*/}"

python3 -m venv "$work/environment"
pip="$work/environment/bin/python -m pip --disable-pip-version-check install --quiet --only-binary :all:"
$pip --require-hashes --requirement requirements/site.txt
$pip --no-deps --no-index "$wheel"
mkdir "$work/home"
cd "$work/home"
export HOME="$work/home"
bulletin="$work/environment/bin/bulletin"
"$bulletin" --version
"$bulletin" init --no-input --languages en example
"$bulletin" check --project example
"$bulletin" build --project example
test -f example/site/index.html
