-- Lints texts that come on standard input, with the compiler of the running Lua and with luacheck.
-- What comes and what goes is described in compiler_server.py.

local luacheck = require "luacheck"

-- Kinds of luacheck's warnings that say that a global or the value of a name is not there:
-- globals that are set, changed or read without being defined, fields of the standard library that
-- do not exist or may not be set, and locals that are read before they have a value.
local CODES = {
  ["111"] = true, ["112"] = true, ["113"] = true, ["121"] = true, ["122"] = true, ["142"] = true,
  ["143"] = true, ["321"] = true, ["341"] = true,
}

-- What the compiler says of a text: the line and the message, or nothing.
local function syntax_error(text)
  -- The interpreter skips such a line, `load` does not. It keeps its end.
  if text:sub(1, 1) == "#" then
    text = text:gsub("^[^\n]*", "", 1)
  end
  local _, said = load(text, "=text", "t", {})
  if not said then
    return nil
  end
  local line, message = said:match("^text:(%d+): (.*)$")
  if not line then
    error("the compiler was not understood: " .. said)
  end
  -- "(to close 'do' at line 3)": lines are compared where they are called "line 3", and only there.
  return tonumber(line), message
end

-- Calls `found(line, code, message)` for what luacheck says of a text.
local function check(text, found)
  -- Comments that would switch warnings off say nothing any more; lines keep their lengths.
  local report = luacheck.get_report((text:gsub("luacheck:", "luacheck ")))
  local seen = {}
  -- With `allow_defined` a global counts as defined where the text sets it, otherwise never.
  for _, allow_defined in ipairs {true, false} do
    local options = {std = "max", allow_defined = allow_defined}
    local events = luacheck.process_reports({report}, options)[1]
    if events.fatal then
      error("luacheck failed: " .. tostring(events.msg))
    end
    for _, event in ipairs(events) do
      if CODES[event.code] then
        local name = event.name or ""
        if event.field then
          name = name .. "." .. event.field
        end
        local code = "W" .. event.code
        local key = event.line .. " " .. code .. " " .. name
        -- What is reported either way is the same thing, and worse than what is only by default.
        if not seen[key] then
          seen[key] = true
          local by = allow_defined and "" or " (globals are defined elsewhere)"
          found(event.line, code, name .. by)
        end
      end
    end
  end
end

-- Calls `found(line, is_syntax, code, message)` for all that is wrong with a text.
local function lint(text, found)
  local line, message = syntax_error(text)
  if line then
    found(line, 1, "syntax", message)
    return
  end
  check(text, function(at, code, said)
    found(at, 0, code, said)
  end)
end

io.stdout:setvbuf("full")
io.write(_VERSION, ", luacheck ", luacheck._VERSION, "\n")
io.flush()
for count in function() return io.read("n", "l") end do
  local rows = {}
  for text_number = 0, count - 1 do
    local size = io.read("n", "l")
    local text = size > 0 and io.read(size) or ""
    lint(text, function(line, is_syntax, code, message)
      message = message:gsub("[%c\128-\255]", "?")
      rows[#rows + 1] = ("%d\t%d\t%d\t%s\t%s"):format(text_number, line, is_syntax, code, message)
    end)
  end
  local answer = table.concat(rows, "\n")
  io.write(#answer, "\n", answer)
  io.flush()
end
