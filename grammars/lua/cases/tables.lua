-- Keys of tables are no names, unless they stand in brackets.
local key = "a" --: key
local value = 1 --: value

local by_name = { --: by_name | key
  key = 1,
  other = 2,
}
local by_value = { --: by_value <- key
  [key] = 1,
}
local list = { --: list <- value
  value,
  function()
    local x = 1 --: x
    return x --: <- x
  end,
}
print(by_name.key, by_value[key], #list) --: <- by_name by_value list key

local config = setmetatable({}, { --: config
  __index = function(self, name)
    return rawget(self, name) --: | key
  end,
})
config.value = 2 --: <- config | value
config["value"] = 3 --: <- config
