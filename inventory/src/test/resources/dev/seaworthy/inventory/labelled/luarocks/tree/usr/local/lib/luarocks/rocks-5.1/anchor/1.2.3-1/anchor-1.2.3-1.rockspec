rockspec_format = "3.0"
package = "anchor"
version = "1.2.3-1"
source = { url = "file:///dev/null" }
description = { summary = "cargo", license = "MIT" }
dependencies = { "lua >= 5.1"  }
build = { type = "builtin", modules = { anchor = "anchor.lua" } }
