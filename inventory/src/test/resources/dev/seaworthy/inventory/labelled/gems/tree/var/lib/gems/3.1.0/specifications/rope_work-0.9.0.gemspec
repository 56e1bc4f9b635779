# -*- encoding: utf-8 -*-
# stub: rope_work 0.9.0 ruby lib

Gem::Specification.new do |s|
  s.name = "rope_work".freeze
  s.version = "0.9.0"

  s.required_rubygems_version = Gem::Requirement.new(">= 0".freeze) if s.respond_to? :required_rubygems_version=
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

  if s.respond_to? :specification_version then
    s.specification_version = 4
  end

  if s.respond_to? :add_runtime_dependency then
    s.add_runtime_dependency(%q<anchor>.freeze, ["~> 1.2"])
    s.add_development_dependency(%q<rake>.freeze, [">= 0"])
  else
    s.add_dependency(%q<anchor>.freeze, ["~> 1.2"])
    s.add_dependency(%q<rake>.freeze, [">= 0"])
  end
end
