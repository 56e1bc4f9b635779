rockspec_format = "3.0"
package = "rope"
version = "0.9.0-2"
source = { url = "file:///dev/null" }
description = { summary = "cargo", license = "MIT" }
dependencies = { "lua >= 5.1" , "anchor >= 1.0" }
build = { type = "builtin", modules = { rope = "rope.lua" } }
