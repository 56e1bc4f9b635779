# -*- encoding: utf-8 -*-
# stub: anchor 2.0.0.pre.1 ruby lib

Gem::Specification.new do |s|
  s.name = "anchor".freeze
  s.version = "2.0.0.pre.1"

  s.required_rubygems_version = Gem::Requirement.new("> 1.3.1".freeze) if s.respond_to? :required_rubygems_version=
  s.require_paths = ["lib".freeze]
  s.authors = ["Harbour".freeze]
  s.date = "2026-11-22"
  s.description = "Says \"version = 9.9.9\" to confuse:\n  s.name = \"wrong\"".freeze
  s.homepage = "https://harbour.example".freeze
  s.licenses = ["MIT".freeze, "Apache-2.0".freeze]
  s.required_ruby_version = Gem::Requirement.new(">= 2.7".freeze)
  s.rubygems_version = "3.3.15".freeze
  s.summary = "cargo of the harbour".freeze

  s.installed_by_version = "3.3.15" if s.respond_to? :installed_by_version
end
