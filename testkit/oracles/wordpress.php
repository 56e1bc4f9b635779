<?php
// Lists a WordPress tree as WordPress itself reads it, without a database.
// usage: php wordpress.php FOLDER
define('ABSPATH', $argv[1] . '/');
define('WPINC', 'wp-includes');
define('WP_PLUGIN_DIR', ABSPATH . 'wp-content/plugins');
define('WPMU_PLUGIN_DIR', ABSPATH . 'wp-content/mu-plugins');
$wp_plugin_paths = [];
define('KB_IN_BYTES', 1024);
function wp_cache_get() { return false; }
function wp_cache_set() { return true; }
function __($text) { return $text; }
function translate($text) { return $text; }
require ABSPATH . 'wp-includes/version.php';
require ABSPATH . 'wp-includes/plugin.php';
require ABSPATH . 'wp-includes/functions.php';
require ABSPATH . 'wp-admin/includes/plugin.php';
echo "wordpress $wp_version\n";
foreach (get_plugins() as $file => $data) {
  $folder = dirname($file);
  echo 'wordpress-plugin/' . ($folder === '.' ? basename($file, '.php') : $folder) . " {$data['Version']}\n";
}
foreach (glob(ABSPATH . 'wp-content/themes/*/style.css') as $style) {
  $data = get_file_data($style, ['Version' => 'Version'], 'theme');
  echo 'wordpress-theme/' . basename(dirname($style)) . " {$data['Version']}\n";
}
