// Component : EnumSample
`timescale 1ns/1ps
module EnumSample (
  input wire [3:0] code,
  input wire pick,
  input wire [0:0] index,
  output wire [2:0] levels,
  output wire isBare,
  output wire isOther,
  output wire [3:0] back,
  output wire [3:0] root,
  output wire [3:0] byNumber,
  input wire aclk,
  input wire aresetn
);
  localparam Mode_BARE = 4'd0;
  localparam Mode_SV39 = 4'd8;
  localparam Mode_SV48 = 4'd9;
  reg [3:0] _zz__zz_isOther;
  reg [3:0] _zz_root;
  reg [3:0] context_mode;
  reg [3:0] context_root;
  reg [3:0] contexts_0_mode;
  reg [3:0] contexts_0_root;
  reg [3:0] contexts_1_mode;
  reg [3:0] contexts_1_root;
  wire [3:0] chosen;
  wire [3:0] _zz_context_mode;
  wire [3:0] _zz_isOther;
  wire [1:0] _zz_1;
  wire _zz_2;
  wire _zz_3;
  reg [2:0] _zz_levels;
  reg [3:0] _zz_byNumber;
  `ifndef SYNTHESIS
  reg [31:0] context_mode_string;
  reg [31:0] contexts_0_mode_string;
  reg [31:0] contexts_1_mode_string;
  reg [31:0] chosen_string;
  reg [31:0] _zz_context_mode_string;
  reg [31:0] _zz_isOther_string;
  `endif
  always @(*) begin
    case(index)
      1'b0 : begin
        _zz__zz_isOther = contexts_0_mode;
        _zz_root = contexts_0_root;
      end
      default : begin
        _zz__zz_isOther = contexts_1_mode;
        _zz_root = contexts_1_root;
      end
    endcase
  end
  `ifndef SYNTHESIS
  always @(*) begin
    case(context_mode)
      Mode_BARE : context_mode_string = "BARE";
      Mode_SV39 : context_mode_string = "SV39";
      Mode_SV48 : context_mode_string = "SV48";
      default : context_mode_string = "????";
    endcase
  end
  always @(*) begin
    case(contexts_0_mode)
      Mode_BARE : contexts_0_mode_string = "BARE";
      Mode_SV39 : contexts_0_mode_string = "SV39";
      Mode_SV48 : contexts_0_mode_string = "SV48";
      default : contexts_0_mode_string = "????";
    endcase
  end
  always @(*) begin
    case(contexts_1_mode)
      Mode_BARE : contexts_1_mode_string = "BARE";
      Mode_SV39 : contexts_1_mode_string = "SV39";
      Mode_SV48 : contexts_1_mode_string = "SV48";
      default : contexts_1_mode_string = "????";
    endcase
  end
  always @(*) begin
    case(chosen)
      Mode_BARE : chosen_string = "BARE";
      Mode_SV39 : chosen_string = "SV39";
      Mode_SV48 : chosen_string = "SV48";
      default : chosen_string = "????";
    endcase
  end
  always @(*) begin
    case(_zz_context_mode)
      Mode_BARE : _zz_context_mode_string = "BARE";
      Mode_SV39 : _zz_context_mode_string = "SV39";
      Mode_SV48 : _zz_context_mode_string = "SV48";
      default : _zz_context_mode_string = "????";
    endcase
  end
  always @(*) begin
    case(_zz_isOther)
      Mode_BARE : _zz_isOther_string = "BARE";
      Mode_SV39 : _zz_isOther_string = "SV39";
      Mode_SV48 : _zz_isOther_string = "SV48";
      default : _zz_isOther_string = "????";
    endcase
  end
  `endif
  assign chosen = (pick ? context_mode : Mode_SV48);
  assign _zz_context_mode = code;
  assign _zz_isOther = _zz__zz_isOther;
  assign _zz_1 = ({1'd0,1'b1} <<< index);
  assign _zz_2 = _zz_1[0];
  assign _zz_3 = _zz_1[1];
  always @(*) begin
    case(chosen)
      Mode_SV39 : begin
        _zz_levels = 3'b011;
      end
      Mode_SV48 : begin
        _zz_levels = 3'b100;
      end
      default : begin
        _zz_levels = 3'b000;
      end
    endcase
  end
  assign levels = _zz_levels;
  assign isBare = (context_mode == Mode_BARE);
  assign isOther = (_zz_isOther != chosen);
  assign back = contexts_1_mode;
  assign root = _zz_root;
  always @(*) begin
    case(context_root)
      4'b0010 : begin
        _zz_byNumber = context_root;
      end
      4'b0101 : begin
        _zz_byNumber = contexts_1_root;
      end
      default : begin
        _zz_byNumber = contexts_0_root;
      end
    endcase
  end
  assign byNumber = _zz_byNumber;
  always @(posedge aclk) begin
    context_mode <= _zz_context_mode;
    context_root <= 4'b0011;
    if(_zz_2) begin
      contexts_0_mode <= context_mode;
    end
    if(_zz_3) begin
      contexts_1_mode <= context_mode;
    end
    if(_zz_2) begin
      contexts_0_root <= context_root;
    end
    if(_zz_3) begin
      contexts_1_root <= context_root;
    end
  end
endmodule
