# Methods that calls define.
require "forwardable" #: forwardable

class Playlist #: playlist
  extend Forwardable #: extend <- forwardable
  attr_reader :songs #: songs
  attr_writer :title #: title
  attr_accessor :owner #: owner
  def_delegators :@songs, :length, :each_song #: several
  def_delegator :@songs, :first, :opening #: one

  define_method(:shuffle_all) do |seed = 1| #: define
    order = songs.sum + seed #: order <- songs
    order.abs #: <- order
  end

  def self.build #: build
    list = new #: list
    list.title = "x" #: <- list title
    list.owner, list.title = 1, 2 #: <- list owner title
    list.owner #: <- list owner
    list.each_song { |song| puts song } #: <- list several
    list.shuffle_all #: <- list define | one
    puts list.opening #: <- list one | several
  end
  private_class_method :build #: hide <- build
  alias_method :tracks, :songs #: alias <- songs
end

puts Playlist.new.tracks #: <- playlist alias
