# frozen_string_literal: true

require 'set'

# Plants, and how they grow.
class Garden
  attr_reader :plants

  def initialize
    @plants = Set.new
  end

  def plant(name, rows: 1)
    raise ArgumentError, name if rows < 1

    rows.times { |row| @plants << "#{name} #{row}" }
    self
  end

  def size
    @plants.size
  end
end

garden = Garden.new.plant('rose', rows: 2)
puts garden.size if garden.plants.any?
