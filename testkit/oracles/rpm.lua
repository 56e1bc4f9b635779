-- Compares rpm versions ([epoch:]version[-release]), a pair of hexadecimal strings a line, by rpm's
-- own code:  rpm --eval '%{lua: dofile("rpm.lua")}'
local function text(hex)
  return (hex:gsub("..", function(byte) return string.char(tonumber(byte, 16)) end))
end

local answers = {}
for line in io.stdin:lines() do
  local left, right = line:match("^(%x*)\t(%x*)$")
  local ok, order = pcall(rpm.vercmp, text(left), text(right))
  answers[#answers + 1] = ok and tostring(order) or "x"
end
-- rpm itself ends the last line.
io.stdout:write(table.concat(answers, "\n"))
