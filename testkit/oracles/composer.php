<?php
// Compares Packagist versions, a pair of hexadecimal strings a line, by composer/semver. A branch
// (dev-main) has no order, so it counts as no version.
require '/usr/share/php/Composer/Semver/autoload.php';

use Composer\Semver\VersionParser;

// Many pairs share a version.
$seen = [];

function normalized(VersionParser $parser, string $hex): ?string
{
    global $seen;
    if (!array_key_exists($hex, $seen)) {
        $seen[$hex] = normalize($parser, $hex);
    }
    return $seen[$hex];
}

function normalize(VersionParser $parser, string $hex): ?string
{
    try {
        $version = $parser->normalize(hex2bin($hex));
    } catch (UnexpectedValueException $e) {
        return null;
    }
    return str_starts_with($version, 'dev-') ? null : $version;
}

$parser = new VersionParser();
while (($line = fgets(STDIN)) !== false) {
    [$left, $right] = explode("\t", rtrim($line, "\n"));
    $left = normalized($parser, $left);
    $right = normalized($parser, $right);
    echo $left === null || $right === null ? 'x' : version_compare($left, $right), "\n";
}
