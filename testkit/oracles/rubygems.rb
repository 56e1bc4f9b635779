# Compares Ruby gem versions, a pair of hexadecimal strings a line, by RubyGems itself.
require 'rubygems'

STDIN.each_line(chomp: true) do |line|
  left, right = line.split("\t", -1).map { |cell| [cell].pack('H*').force_encoding('UTF-8') }
  if Gem::Version.correct?(left) && Gem::Version.correct?(right)
    puts Gem::Version.new(left) <=> Gem::Version.new(right)
  else
    puts 'x'
  end
end
