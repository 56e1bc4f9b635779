# Compares Debian versions, a pair of hexadecimal strings a line, as Debian's own code does.
#   perl dpkg.pl library   by Dpkg::Version, which also knows what is no version
#   perl dpkg.pl binary    by `dpkg --compare-versions`, up to two runs a pair
use strict;
use warnings;
use Dpkg::Version;

my $mode = shift // 'library';

# Many pairs share a version, and checking one takes longer than comparing two.
my %versions;

sub version {
    my ($text) = @_;
    $versions{$text} = Dpkg::Version->new($text, check => 1) unless exists $versions{$text};
    return $versions{$text};
}

sub by_library {
    my ($left, $right) = map { version($_) } @_;
    return 'x' unless defined $left && defined $right;
    return $left <=> $right;
}

# What dpkg says: true, false, or undefined when it calls one of them no version.
sub says {
    my ($left, $relation, $right) = @_;
    my $exit = system('dpkg', '--compare-versions', '--', $left, $relation, $right);
    return $exit == 0 ? 1 : $exit >> 8 == 1 ? 0 : undef;
}

sub by_binary {
    my ($left, $right) = @_;
    my $less = says($left, 'lt', $right);
    return 'x' unless defined $less;
    return -1 if $less;
    return says($left, 'eq', $right) ? 0 : 1;
}

while (my $line = <STDIN>) {
    chomp $line;
    my ($left, $right) = map { pack('H*', $_) } split /\t/, $line, -1;
    print $mode eq 'binary' ? by_binary($left, $right) : by_library($left, $right), "\n";
}
