-- A module is a table; its functions belong to a name.
local helper = require("helper") --: helper
local unused = require "unused" --: unused

local M = {} --: module
M.__index = M --: <- module
M.limit = 10 --: limit <- module

function M.new(name) --: new <- module
  local self = setmetatable({}, M) --: self
  self.name = helper.clean(name) --: name <- self helper
  return self --: <- self | name
end

function M:greet(other) --: greet <- module
  print(self.name, other) --: | new
  return self
end

M.greet_all = function(list) --: all <- module
  for _, item in ipairs(list) do
    item:greet(M.limit) --: <- greet | limit
  end
end

return M --: <- module | helper unused new greet all
